// The table is written by the EmbedAssets plugin before each build; see Plugins/EmbedAssets.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "CAssets.h"
#include "table.h"

size_t cassets_count(void) { return sizeof cassets_table / sizeof cassets_table[0]; }

struct cassets_file cassets_file_at(size_t index) { return cassets_table[index]; }
