export {
  configureResilient,
  /** Renders below a provider, on ports in memory. */
  renderResilient,
  /** What `renderResilient` returns. */
  type ResilientView,
  /** Unmounts everything, and throws when the console has a message that the test did not take. */
  endResilient,
} from './render-resilient.tsx';
