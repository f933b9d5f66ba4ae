// Contents of key packages: never a crash, and what is read prints to the same bytes.
#include <cstdlib>

#include "common/key_package/package.hpp"

using namespace ptkt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto package = key_package::parse({data, size});
    if (!package) return 0;
    const auto printed = key_package::print(*package);
    const auto again = key_package::parse(printed.view());
    if (!again || !again->key.equals(package->key) || again->id != package->id) std::abort();
    return 0;
}
