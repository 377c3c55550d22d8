/** What `make` gives for every item, in order, with no more than `limit` under way: a process engine starts all it is given. */
export async function atOnce<Item, Made>(
  limit: number,
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      made[index] = await make(items[index]!)
    }
  }
  await Promise.all(Array.from({ length: limit }, work))
  return made
}
