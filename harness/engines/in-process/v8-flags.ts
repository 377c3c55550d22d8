import { setFlagsFromString } from 'node:v8'

// Node 20 aborts this process now and then when a worker ends while V8 compiles for it on another thread
// and the compiler needs memory ("NodePlatform::ForIsolate ... Assertion failed"). Workers made from now on
// compile on their own thread.
setFlagsFromString('--no-concurrent-recompilation')

// Compiling a function of a VM once more, for speed, takes some 10 ms of a processor, and V8 begins with it after as many of
// running. Where a run is over in a tenth of a second, that is what would take the longest; it is worth it after this much.
setFlagsFromString('--wasm-tiering-budget=200000000')
