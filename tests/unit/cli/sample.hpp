#ifndef PTKT_TESTS_UNIT_CLI_SAMPLE_HPP
#define PTKT_TESTS_UNIT_CLI_SAMPLE_HPP

#include "common/cli/options/options.hpp"

namespace ptkt::tests {

enum class SampleType { Auto, Mixed };

/// One option of each kind.
struct Sample {
    cli::CommonOptions common;
    std::string user;
    SampleType type = SampleType::Auto;
    std::optional<std::int64_t> count;
    std::optional<std::int64_t> even;
    std::optional<base::Instant> at;
    base::Seconds timeout{10};
    std::vector<std::string> listen;
    std::optional<std::string> key_file;
    bool debug = false;
    std::optional<std::string> operand;
};

inline base::Result<std::int64_t> read_even(std::string_view word) {
    std::int64_t value = 0;
    if (auto read = cli::read_word(word, {}, value); !read) return std::move(read).error();
    if (value % 2 != 0) return fail(base::ErrorKind::Malformed, "odd");
    return value;
}

inline cli::OptionTable sample_table(Sample& sample) {
    cli::OptionTable table({"tool",
                            "Shows one option of each kind.",
                            {"-u USER [OPTION]... [TICKET]", "--listen ADDRESS"},
                            {{"tool -u USER0002 --at -5m", "five minutes ago"}},
                            {{"0", "done"}, {"64", "usage"}}});
    table.option({"user", 'u', "USER", "the user's name"}, sample.user);
    table.choice({"type", 't', "TYPE", "the kind of ticket"}, sample.type,
                 {{"auto", SampleType::Auto}, {"mixed", SampleType::Mixed}});
    table.option({"count", 'n', "N", "how many"}, sample.count).range(1, 10);
    table.option({"even", 0, "N", "an even number"}, sample.even, read_even);
    table.option({"at", 0, "TIME", "the time of the ticket, in place of now"}, sample.at);
    table.option({"timeout", 0, "LENGTH", "how long to wait"}, sample.timeout).range(1, 60);
    table.option({"listen", 0, "ADDRESS", "where to listen"}, sample.listen);
    table
        .option({"key-file", 0, "SOURCE", "where the key is: a file, '-' [or fd:N]"},
                sample.key_file)
        .secret_source();
    table.option({"debug-internals", 0, "", "not for people"}, sample.debug).hidden();
    table.operand("TICKET", "the ticket; else the first line of standard input", sample.operand);
    cli::add_common_options(table, sample.common);
    return table;
}

}  // namespace ptkt::tests

#endif
