export function renderAll(): { name: string; text: string }[]
