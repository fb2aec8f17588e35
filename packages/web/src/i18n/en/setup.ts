export const setup = {
  title: 'Set up your Parley',
  lead: 'Make the account that owns this server.',
  action: 'Set up',
  server: 'This server',
  account: 'Your account',
  code: 'Setup code',
  codeHint: 'The server printed it where it was started.',
  codeGiven: 'The setup code came with your link.',
  instanceName: 'Name of this server',
  instanceNameHint: 'People see it when they sign in.',
  skip: 'Not now, just create an account',
} as const;
