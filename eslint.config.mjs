import tseslint from 'typescript-eslint';

const clocks = [
  { object: 'Date', property: 'now', message: 'Time comes in from a Clock port.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in from outside.' },
];
const newDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes in from a Clock port.',
};
const defaultReturn = {
  selector: 'SwitchCase[test=null] > ReturnStatement[argument=null]',
  message: 'Make the switch total (assertNever).',
};
const enums = { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'test/bench/', '**/*.cjs', '**/*.mjs'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'error',
      complexity: ['error', { max: 10, variant: 'modified' }],
      'max-depth': ['error', 3],
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 40],
      'max-params': ['error', 4],
      'no-restricted-properties': ['error', ...clocks],
      'no-restricted-syntax': ['error', newDate, defaultReturn, enums],
    },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/projections/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'fetch',
        'performance',
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
    },
  },
);
