/* man_keys: the man page's section on the keys of the screens, from their own table. */
#ifndef CLI_MAN_KEYS_H
#define CLI_MAN_KEYS_H

#include <stdio.h>

void man_put_keys(FILE *);

#endif
