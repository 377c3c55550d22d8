// Cases whose causes are how LuaJIT refers to its objects, the processor, and what lies in the low 4 GB.

/** @type {import('../../../../harness/config/schema.js').UserConfig} */
export default {
  engines: ['native', 'native:gc=gc32', 'native:arch=i386', 'native:space=pagezero'],
  scripts: ['*/*.lua'],
  limits: { timeoutMs: 10_000 },
}
