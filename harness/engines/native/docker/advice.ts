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
