import type { Translation } from '../translation.ts';

export const setup: Translation['setup'] = {
  title: 'Configura tu Parley',
  lead: 'Crea la cuenta propietaria de este servidor.',
  action: 'Configurar',
  server: 'Este servidor',
  account: 'Tu cuenta',
  code: 'Código de configuración',
  codeHint: 'El servidor lo mostró donde se inició.',
  codeGiven: 'El código de configuración venía en tu enlace.',
  instanceName: 'Nombre de este servidor',
  instanceNameHint: 'Los demás lo ven al iniciar sesión.',
  skip: 'Ahora no, solo crear una cuenta',
};
