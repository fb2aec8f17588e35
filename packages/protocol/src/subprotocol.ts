/** The WebSocket subprotocol; a second one, `bearer.<token>`, may carry the session. */
export const subprotocol = 'parley.v1';
