/* schema_int: shared by the parts of the schema reader alone. */
#ifndef DATA_SCHEMA_INT_H
#define DATA_SCHEMA_INT_H

#include "data/schema.h"

extern const struct schema label_schema;

#endif
