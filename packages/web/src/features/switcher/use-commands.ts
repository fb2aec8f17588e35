import {
  Contrast,
  Keyboard,
  type LucideIcon,
  MessageCirclePlus,
  MonitorSmartphone,
  Moon,
  Search,
  Settings,
  Sun,
  UserRoundPlus,
  UsersRound,
} from 'lucide-react';
import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { chooseTheme, type Theme } from '../../app/theme.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { openDialog } from '../shell/dialogs.ts';
import type { CommandItem } from './switcher-items.ts';

const themeIcons: Readonly<Record<Theme, LucideIcon>> = {
  auto: MonitorSmartphone,
  light: Sun,
  dark: Moon,
  contrast: Contrast,
};

const themeNames = {
  auto: 'settings.themeAuto',
  light: 'settings.themeLight',
  dark: 'settings.themeDark',
  contrast: 'settings.themeContrast',
} as const satisfies Record<Theme, string>;

function useThemeCommands(): readonly CommandItem[] {
  const { t } = useTranslation();
  return (['auto', 'light', 'dark', 'contrast'] as const).map((theme) => {
    const title = `${t('settings.theme')}: ${t(themeNames[theme])}`;
    const run = () => chooseTheme(theme);
    return { kind: 'command', id: `theme ${theme}`, names: [title], title, icon: themeIcons[theme], run };
  });
}

/** What can be done from anywhere. */
export function useCommands(): readonly CommandItem[] {
  const { t } = useTranslation();
  const command = (title: string, icon: LucideIcon, run: () => void): CommandItem => ({
    ...{ kind: 'command', id: title, names: [title], title, icon, run },
  });
  return [
    command(t('chats.newChat'), MessageCirclePlus, () => openDialog('chat')),
    command(t('chats.newGroup'), UsersRound, () => openDialog('group')),
    command(t('chats.emptyAction'), UserRoundPlus, () => void navigate(addresses.peopleSection('directory'))),
    command(t('search.placeholder'), Search, () => void navigate(addresses.search)),
    command(t('shell.settings'), Settings, () => void navigate(addresses.settings)),
    command(t('shortcuts.title'), Keyboard, () => openDialog('shortcuts')),
    ...useThemeCommands(),
  ];
}
