/** Reactions at hand; the searchable picker comes with the full messenger. */
export const quickEmoji = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉'] as const;
