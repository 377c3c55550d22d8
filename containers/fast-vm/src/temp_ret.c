/*
 * What the compiler's setjmp hands from one function to another. Emscripten's own lives in JavaScript; here it
 * does not, so that all of the VM's state is in its memory and a snapshot holds it.
 */
static int value;

void setTempRet0(int new_value) { value = new_value; }
int getTempRet0(void) { return value; }
