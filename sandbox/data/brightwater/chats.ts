import type { ChatRow } from '../chats.ts'

const DAY = 24 * 60

export const chats: ChatRow[] = [
  {
    id: 2, type: 'chat', title: 'Vento spring launch', members: [4, 1, 3],
    messages: [
      [4, 1 * DAY + 300, 'Three routes for the launch film are on the server.'],
      [1, 1 * DAY + 240, 'The second one. It is the only one that smells of morning.'],
      [3, 1 * DAY + 200, 'Matteo liked the first. I will ask him again.'],
      [4, 1 * DAY + 190, 'Please do, we book the crew on Friday.'],
      [3, 55, 'He is with us: second route.'],
      [4, 30, 'Wunderbar. I write to the crew.'],
    ],
  },
  {
    id: 1, type: 'private', members: [3, 4],
    messages: [
      [3, 2 * DAY, 'Clara, did the gin label go to print?'],
      [4, 2 * DAY - 20, 'Yesterday, with the darker green.'],
      [3, 2 * DAY - 25, 'Great.'],
      [4, 400, 'Proof comes on Tuesday.'],
      [3, 390, 'I will take it to Orla myself.'],
      [4, 380, 'Danke!'],
    ],
  },
]
