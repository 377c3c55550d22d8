/** The module's exports that are used here; see containers/fast-vm/src. Sizes and addresses are in bytes. */
interface Exports {
  memory: WebAssembly.Memory
  _initialize(): void
  stackRestore(pointer: number): void
  stackSave(): number
  vm_boot(hashSeed: number): number
  vm_order(order: number): void
  vm_round_half_up(on: number): void
  vm_alloc(bytes: number): number
  vm_free(block: number): void
  vm_file(path: number, pathSize: number, bytes: number, size: number): number
  vm_push(bytes: number, size: number): number
  vm_run(bytes: number, size: number, name: number, count: number): number
  vm_call(count: number): number
  vm_message(): number
  vm_message_size(): number
  vm_collect(): void
  vm_cap(bytes: number): void
  vm_tick_every(instructions: number): void
  vm_data_end(): number
  vm_heap_start(): number
  vm_top(): number
}

/** What the module asks of its host; it imports nothing else but stubs that are never used. */
export interface MachineHost {
  /** Takes one or more events of the prelude, one a line. */
  write(bytes: Uint8Array): void
  /** Called every so many instructions; ends the case by throwing, which no Lua code can catch. */
  tick(): void
  /** Seconds since 1970. */
  clock(): number
}

/** A VM's memory between two cases. The C stack is left out: nothing is on it then. */
export interface Snapshot {
  data: Uint8Array
  heap: Uint8Array
  heapStart: number
  stackPointer: number
}

type Files = Iterable<readonly [path: string, content: Uint8Array]>

/** How a machine is set up, once, before its snapshot is taken. */
export interface MachineSetup {
  /** Whether exact ties are rounded up when numbers are printed, as LuaJIT of before 2023 does. */
  roundHalfUp: boolean
  files: Files
  /** The chunk that returns the function for `call`. */
  program: Uint8Array
}

/** Thrown when the module cannot be set up: a defect of ours, or no memory. */
export class MachineError extends Error {}

/** One instance of the fast VM's module. All of its state is in its memory, which is what makes snapshots safe. */
export class Machine {
  readonly #exports: Exports

  constructor(module: WebAssembly.Module, host: MachineHost) {
    const bytes = (address: number, size: number): Uint8Array =>
      new Uint8Array(this.#exports.memory.buffer, address, size)
    const instance = new WebAssembly.Instance(module, {
      host: {
        write: (address: number, size: number) => host.write(bytes(address, size)),
        tick: () => host.tick(),
        clock: () => host.clock(),
      },
      ...STUBS,
    })
    this.#exports = instance.exports as unknown as Exports
    this.#exports._initialize()
  }

  /** Bytes of linear memory, which never shrinks. */
  get memoryBytes(): number {
    return this.#exports.memory.buffer.byteLength
  }

  /** Boots the VM, gives it the files, and runs the program that prepares it for cases. */
  setUp({ roundHalfUp, files, program }: MachineSetup): void {
    const vm = this.#exports
    vm.vm_round_half_up(roundHalfUp ? 1 : 0)
    if (!vm.vm_boot(HASH_SEED)) throw new MachineError('the VM could not be booted: no memory')
    this.#addFiles(files)
    const address = this.#put(program)
    const name = this.#put(Buffer.from('=[luaparity]\0'))
    if (vm.vm_run(address, program.length, name, 0) !== 0) throw new MachineError(this.#message())
    vm.vm_free(address)
    vm.vm_free(name)
    vm.vm_collect()
  }

  /** Gives it further files, and has those of these paths compiled for the cases to come. */
  addProject(files: Files, modules: readonly string[]): void {
    const vm = this.#exports
    this.#addFiles(files)
    if (modules.length > 0) {
      this.#push(['', '', ...modules].map((text) => Buffer.from(text)))
      if (vm.vm_call(modules.length + 2) !== 0) throw new MachineError(this.#message())
    }
    vm.vm_collect()
  }

  /**
   * Calls what the set-up returned with byte strings; null, or the message of an error that came through. Throws
   * what `tick` throws, and WebAssembly.RuntimeError when the VM itself breaks.
   */
  call(
    parameters: readonly Uint8Array[],
    options: { memoryBytes: number; tickEvery: number; order: number },
  ): string | null {
    const vm = this.#exports
    this.#push(parameters)
    // From here on: what was handed over is none of the script's doing.
    vm.vm_order(options.order)
    vm.vm_cap(options.memoryBytes)
    vm.vm_tick_every(options.tickEvery)
    return vm.vm_call(parameters.length) === 0 ? null : this.#message()
  }

  snapshot(): Snapshot {
    const vm = this.#exports
    const memory = new Uint8Array(vm.memory.buffer)
    const heapStart = vm.vm_heap_start()
    return {
      data: memory.slice(0, vm.vm_data_end()),
      heap: memory.slice(heapStart, vm.vm_top()),
      heapStart,
      stackPointer: vm.stackSave(),
    }
  }

  /** Puts the memory back, whatever a case did to it or wherever it was ended. */
  restore({ data, heap, heapStart, stackPointer }: Snapshot): void {
    const { memory, stackRestore } = this.#exports
    const missing = heapStart + heap.length - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
    const bytes = new Uint8Array(memory.buffer)
    bytes.set(data, 0)
    bytes.set(heap, heapStart)
    stackRestore(stackPointer)
  }

  #addFiles(files: Files): void {
    for (const [path, bytes] of files) {
      const name = Buffer.from(path)
      this.#exports.vm_file(this.#put(name), name.length, this.#put(bytes), bytes.length)
    }
  }

  #push(parameters: readonly Uint8Array[]): void {
    for (const parameter of parameters) {
      const address = this.#put(parameter)
      if (!this.#exports.vm_push(address, parameter.length)) throw new MachineError('too many arguments')
      this.#exports.vm_free(address)
    }
  }

  #put(bytes: Uint8Array): number {
    const address = this.#exports.vm_alloc(Math.max(bytes.length, 1))
    if (address === 0) throw new MachineError(`no memory for ${bytes.length} bytes`)
    new Uint8Array(this.#exports.memory.buffer).set(bytes, address)
    return address
  }

  #message(): string {
    const address = this.#exports.vm_message()
    return Buffer.from(this.#exports.memory.buffer, address, this.#exports.vm_message_size()).toString(
      'latin1',
    )
  }
}

const PAGE_BYTES = 65_536

// Any number; only that it is the same in every run matters.
const HASH_SEED = 0x2545f491

// Emscripten's C library wants these. Nothing in the VM ends the process, so that is a defect.
const STUBS = {
  env: { emscripten_notify_memory_growth: () => {} },
  wasi_snapshot_preview1: {
    proc_exit: () => {
      throw new MachineError('the VM wanted to end the process')
    },
  },
}
