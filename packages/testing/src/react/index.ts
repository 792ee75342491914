export {
  endResilient,
  renderResilient,
  type RenderResilientOptions,
  type ResilientView,
} from './render-resilient.tsx';
