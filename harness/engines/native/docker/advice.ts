/** How to get a Docker engine on a platform, in one or two sentences. */
export function howToGetDocker(platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return 'Start Docker Desktop, or install one of Docker Desktop and colima (`brew install colima docker && colima start`).'
    case 'win32':
      return 'Start Docker Desktop, or install it; or work inside WSL 2 with Docker there.'
    default:
      return "Install and start your distribution's package (Debian and Ubuntu: `sudo apt-get install docker.io`); on Debian and Ubuntu `luaparity setup` does it for root."
  }
}

/** What to do about an engine whose socket this user may not open. */
export const HOW_TO_GET_PERMISSION =
  'Let your user talk to the engine: `sudo usermod -aG docker "$USER"`, then log in again.'

/** What to do about an engine that the user chose and that does not answer. */
export const HOW_TO_CHOOSE_ANOTHER =
  'Start that engine, or choose another: unset DOCKER_HOST, or `docker context use default`.'

/** What to do about an engine without room for its data. */
export const HOW_TO_FREE_SPACE =
  "The engine's disk is full: free some of it. `luaparity images prune` removes the images that are no longer used here, `docker system df` tells what takes the space, and `docker info` where it lies (Docker Root Dir)."

/** Whether a text of the engine, or of a program in a container, says that a disk is full. */
export function tellsFullDisk(text: string): boolean {
  return /no space left on device|disk quota exceeded|not have enough free space/i.test(text)
}
