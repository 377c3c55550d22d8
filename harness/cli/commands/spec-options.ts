import { Option } from 'commander'

const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]

/** The options that are about tests, by the names that busted has for them; commander hands them over as `SpecFlags`. */
export function specOptions(): Option[] {
  const several = (flags: string, description: string): Option =>
    new Option(flags, `${description} (repeatable)`).argParser(collect)
  return [
    several('--tags <tags>', 'run only tests with one of these #tags'),
    several('--exclude-tags <tags>', 'leave out tests with one of these #tags'),
    several('--filter <pattern>', 'run only tests whose name matches the Lua pattern'),
    several('--filter-out <pattern>', 'leave out tests whose name matches the Lua pattern'),
    several('--name <name>', 'run only the test of this full name'),
    several('--exclude-name <name>', 'leave out the test of this full name'),
    several('--lpath <path>', 'put in front of package.path in specs'),
    new Option('--helper <file>', 'Lua file that runs before each spec file'),
    several('--Xhelper <option>', 'argument of the helper'),
    new Option('--shuffle', 'run tests in an order that the seed decides'),
    new Option('--lazy', 'run setup and teardown only where a test of their block runs'),
    new Option('--run <name>', 'which configuration of the .busted file (default: default)'),
    new Option('--busted-file <file>', "file of busted's own configuration (default: .busted)"),
  ]
}
