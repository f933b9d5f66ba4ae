// Any lines as an unload: never a crash, each bad line has its number and reason, and what was
// loaded comes out of an unload and into another load as the same.
#include <cstdlib>

#include "common/racf/irrdbu00/loader.hpp"
#include "common/racf/irrdbu00/unload.hpp"
#include "tests/support/memory_profiles.hpp"

using namespace ptkt;

namespace {

/// Loads all good lines; false when there was a bad one.
bool load(std::string_view text, test::MemoryProfiles& into) {
    const auto put = [&](racf::Change change) {
        std::vector<racf::Change> changes;
        changes.push_back(std::move(change));
        return into.commit(std::move(changes));
    };
    irrdbu00::Loader loader(into, put, {.skip_bad = true});
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto wrong = loader.line(line);
        if (!wrong) std::abort();
        if (*wrong) std::abort();
    }
    // Without any profile it is malformed; everything else that is bad is skipped.
    const auto done = loader.finish();
    if (!done && done.error().kind != base::ErrorKind::Malformed) std::abort();
    for (const auto& one : loader.report().skipped)
        if (one.why.empty() || one.first_line == 0 || one.lines == 0) std::abort();
    return done.ok() && loader.report().skipped.empty();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    test::MemoryProfiles loaded;
    load({reinterpret_cast<const char*>(data), size}, loaded);
    std::string first;
    const auto write = [](std::string& to) {
        return [&to](std::string_view lines) {
            to += lines;
            return base::Status();
        };
    };
    const auto altered = irrdbu00::unload(loaded, write(first));
    if (!altered) std::abort();
    if (!altered->empty()) return 0;  // control characters do not come back
    test::MemoryProfiles again;
    if (!load(first, again)) std::abort();
    std::string second;
    if (!irrdbu00::unload(again, write(second)) || first != second) std::abort();
    return 0;
}
