// What parses prints, and reads back equal; errors point into the text; nothing crashes.
#include <cstdint>
#include <cstdlib>

#include "common/base/bytes.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ptkt;
    const std::string_view text = base::as_text({data, size});
    const auto table = toml::parse(text);
    if (!table) {
        if (table.error().where.offset > size || table.error().message.empty()) std::abort();
        return 0;
    }
    const auto printed = toml::print(*table);
    if (!printed) std::abort();
    const auto again = toml::parse(*printed);
    if (!again || !(*again == *table)) std::abort();
    if (*toml::print(*again) != *printed) std::abort();
    return 0;
}
