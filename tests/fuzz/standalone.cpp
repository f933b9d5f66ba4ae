// Runs a fuzz target without libFuzzer: over a fixed sequence of random inputs, so that the
// properties it checks are checked by every test run, and a target that no longer builds is
// noticed.
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main() {
    std::mt19937 random(20261122);
    constexpr int kRuns = 3000;
    for (int run = 0; run < kRuns; ++run) {
        std::vector<std::uint8_t> input(random() % 300);
        // Half of the inputs are printable: texts get further into the parsers of texts.
        const bool printable = run % 2 == 0;
        for (auto& byte : input)
            byte = static_cast<std::uint8_t>(printable ? ' ' + random() % 95 : random());
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    return 0;
}
