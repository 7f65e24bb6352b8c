/** Everything, with room below for the legend and the buttons. */
export const wholeView = { padding: { top: '12px', x: '12px', bottom: '60px' } } as const
