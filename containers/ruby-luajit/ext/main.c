/* Ruby's own main() with one extension compiled in. */
#include <ruby.h>

void Init_luajit(void);

int main(int argc, char **argv) {
  ruby_sysinit(&argc, &argv);
  {
    RUBY_INIT_STACK;
    ruby_init();
    Init_luajit();
    return ruby_run_node(ruby_options(argc, argv));
  }
}
