// Writes the completions of all programs into the directory that is named: what completions/ holds.
#include <filesystem>
#include <fstream>

#include "common/cli/options/completion.hpp"
#include "tests/checks/tool_tables.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 64;
    const std::filesystem::path directory = argv[1];
    bool good = true;
    ptkt::tests::for_each_tool([&](const ptkt::cli::OptionTable& table) {
        const std::string& tool = table.text().tool;
        const auto write = [&](const std::string& name, const std::string& text) {
            std::ofstream file(directory / name, std::ios::binary);
            file << text;
            good = good && file.flush().good();
        };
        write(tool + ".bash", ptkt::cli::bash_completion(table));
        write("_" + tool, ptkt::cli::zsh_completion(table));
        write(tool + ".fish", ptkt::cli::fish_completion(table));
    });
    return good ? 0 : 74;
}
