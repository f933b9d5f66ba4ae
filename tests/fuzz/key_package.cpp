// Contents of key packages: never a crash, and what is read prints to the same bytes.
#include "common/racf/rotation/key_package.hpp"

#include <cstdlib>

using namespace ptkt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto package = rotation::parse({data, size});
    if (!package) return 0;
    const auto printed = rotation::print(*package);
    const auto again = rotation::parse(printed.view());
    if (!again || !again->key.equals(package->key) || again->id != package->id) std::abort();
    return 0;
}
