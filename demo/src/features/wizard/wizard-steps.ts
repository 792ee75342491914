export const wizardSteps = [
  { id: 'identity', label: 'Identity', fields: ['name', 'role'] },
  { id: 'traits', label: 'Traits', fields: ['temperament', 'traits', 'nextTrait', 'backstory'] },
  { id: 'review', label: 'Review', fields: [] },
] as const;

export type StepId = (typeof wizardSteps)[number]['id'];
