/** A part of an app that loads later. */
export default function StoryMap(): string {
  return 'the map';
}
