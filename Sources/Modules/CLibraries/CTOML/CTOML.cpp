#include "CTOML.h"

#include <string_view>

// Errors as values: Swift cannot catch a C++ exception.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts of `[=` what it goes on to tell as an error, and with NDEBUG lets the compiler assume it.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

namespace {

struct Walker {
    void *context;
    void (*visit)(void *, const ctoml_node *);

    void walk(const toml::node &value, const toml::key *key) const {
        ctoml_node node{};
        if (key) {
            node.key = key->str().data();
            node.key_length = key->str().size();
            node.key_line = key->source().begin.line;
            node.key_column = key->source().begin.column;
        }
        node.line = value.source().begin.line;
        node.column = value.source().begin.column;

        switch (value.type()) {
            case toml::node_type::string: {
                const std::string &text = value.as_string()->get();
                node.kind = CTOML_STRING;
                node.text = text.data();
                node.text_length = text.size();
                break;
            }
            case toml::node_type::integer:
                node.kind = CTOML_INTEGER;
                node.integer = value.as_integer()->get();
                break;
            case toml::node_type::floating_point:
                node.kind = CTOML_FLOAT;
                node.number = value.as_floating_point()->get();
                break;
            case toml::node_type::boolean:
                node.kind = CTOML_BOOLEAN;
                node.integer = value.as_boolean()->get();
                break;
            case toml::node_type::table:
                node.kind = CTOML_TABLE;
                visit(context, &node);
                for (auto &&[name, member] : *value.as_table()) walk(member, &name);
                return end();
            case toml::node_type::array:
                node.kind = CTOML_ARRAY;
                visit(context, &node);
                for (auto &&element : *value.as_array()) walk(element, nullptr);
                return end();
            default:
                node.kind = CTOML_DATE_TIME;
                break;
        }
        visit(context, &node);
    }

    void end() const {
        ctoml_node node{};
        node.kind = CTOML_END;
        visit(context, &node);
    }
};

}  // namespace

bool ctoml_walk(
    const char *bytes, size_t count, void *context, void (*visit)(void *, const ctoml_node *), ctoml_error *error) {
    const toml::parse_result result = toml::parse(std::string_view(bytes, count));
    if (!result) {
        const std::string_view message = result.error().description();
        const size_t length = message.copy(error->message, sizeof error->message - 1);
        error->message[length] = '\0';
        error->line = result.error().source().begin.line;
        error->column = result.error().source().begin.column;
        return false;
    }
    Walker{context, visit}.walk(result.table(), nullptr);
    return true;
}
