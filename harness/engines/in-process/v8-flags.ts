import { setFlagsFromString } from 'node:v8'

// Node 20 aborts this process now and then when a worker ends while V8 compiles for it on another thread
// and the compiler needs memory ("NodePlatform::ForIsolate ... Assertion failed"). Workers made from now on
// compile on their own thread.
setFlagsFromString('--no-concurrent-recompilation')
