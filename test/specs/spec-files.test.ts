import { expect, test } from 'vitest'
import { readFileSet } from '../../harness/cases/file-set.js'
import { withSpecFiles } from '../../harness/specs/spec-files.js'
import { temporaryFolder } from '../temporary-folder.js'
import { specCase } from './builders.js'

test('what lies beside a spec is sent along, in hidden folders too, but no repository or package of others', async () => {
  const root = await temporaryFolder({
    'module.lua': '',
    'other/data.txt': '',
    'spec/a_spec.lua': '',
    'spec/data.txt': 'data',
    'spec/.hidden/data.json': '{}',
    'spec/.git/HEAD': '',
    'spec/node_modules/a/index.js': '',
  })
  const own = await readFileSet(root, ['?.lua'], [])
  const { files } = await withSpecFiles(own, [{ ...specCase(), file: 'spec/a_spec.lua' }], root)
  const paths = [...files.keys()].filter((path) => !path.startsWith('[luaparity]/'))
  expect(paths.sort()).toEqual(['module.lua', 'spec/.hidden/data.json', 'spec/a_spec.lua', 'spec/data.txt'])
})
