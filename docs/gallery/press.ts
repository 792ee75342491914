/** Presses a button of a component by its place, because its text depends on the language. */
export function press(stage: HTMLElement, place: number): void {
  stage.querySelectorAll<HTMLElement>('.hf-buttons button')[place]?.click();
}
