import { Option } from 'commander'
import { MATRIX_NAMES, type MatrixName } from '../../engines/native/axes.js'
import { nameList } from './name-list.js'

/** The options that say which engines take part, as commander hands them over. */
export interface EngineFlags {
  engines?: string[]
  matrix?: MatrixName
  build?: boolean
  reference?: string
}

/** One definition for each of them. */
export function engineOptions(): Option[] {
  return [
    new Option('--engines <names>', 'engines to run on, separated by commas').argParser(nameList),
    new Option('--matrix <name>', 'a set of native engines: every build and platform').choices(MATRIX_NAMES),
    new Option('--no-build', 'do not build the images of native engines that are missing'),
    new Option('--reference <engine>', 'the engine that the others are held against'),
  ]
}
