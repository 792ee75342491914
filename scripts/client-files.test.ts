import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { clientFilesWithoutDirective } from './client-files.ts';

function packageWith(code: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'client-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'dist'));
  writeFileSync(path.join(folder, 'dist/part.js'), code);
  return folder;
}

it.each([
  ['a file with a React hook', 'import { useState } from "react";'],
  ['a file with a component', 'import { jsx } from "react/jsx-runtime";'],
  ['a file with a hook of its own', 'export function useNow() {}'],
  ['a directive after code', 'import { useState } from "react";\n"use client";'],
])('a package is refused with %s that does not say it runs in a browser', (_, code) => {
  expect(clientFilesWithoutDirective(packageWith(code))).toEqual(['dist/part.js']);
});

it.each([
  ['a client file', "'use client';\nimport { useState } from 'react';"],
  [
    'a client file below a comment',
    '/** A part. */\n"use client";\nimport { useRef } from "react";',
  ],
  ['a pure function', 'export const add = (a, b) => a + b;'],
])('a package may have %s', (_, code) => {
  expect(clientFilesWithoutDirective(packageWith(code))).toEqual([]);
});
