import { configureResilient } from '@holdfast/testing/react';
import { configure } from '@testing-library/react';

// As long as `expect.poll` waits: a busy machine is slower than a second.
configure({ reactStrictMode: true, asyncUtilTimeout: 10_000 });
configureResilient({ mode: 'strict' });
