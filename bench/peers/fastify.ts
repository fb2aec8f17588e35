/** Fastify as it comes, answering what posting a message answers, with no work behind it. */
import fastify from 'fastify';

const server = fastify();
let number = 0;

server.post('/api/v1/apps/:token/chats/:number/messages', (request, reply) => {
  const { content, client_id, sender } = request.body as {
    content: string;
    client_id: string;
    sender: string;
  };
  number += 1;
  const at = new Date().toISOString();
  return reply
    .status(201)
    .send({ number, position: number, revision: number, sender, content, at, client_id });
});
const url = await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`ready at ${url}`);
