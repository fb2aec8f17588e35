/** The Socket.IO server that inserts a row a message. */
export const socketio = 'Socket.IO';

/** ejabberd with its archive in MariaDB. */
export const ejabberd = 'ejabberd';

/** Other people's servers, as results and the report name them. */
export const outsidePeers: readonly string[] = [socketio, ejabberd];
