#ifndef PTKT_TESTS_BENCH_PROCESS_HPP
#define PTKT_TESTS_BENCH_PROCESS_HPP

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/bench/ratio.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace bench {

/// How a program ended.
struct Ended {
    int status;
    long peak_kib;  ///< its resident memory at most
};

struct Streams {
    std::string in = "/dev/null";
    std::string out = "/dev/null";
};

/// Runs a program to its end.
inline Ended run(const std::vector<std::string>& words, const Streams& streams = {}) {
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& word : words)
        argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, streams.in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, streams.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage usage{};
    if (failed != 0 || wait4(pid, &status, 0, &usage) != pid) {
        fmt::print(stderr, "cannot run {}\n", words.front());
        std::exit(1);
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), usage.ru_maxrss};
}

/// As `run`, for what must succeed.
inline Ended must(const std::vector<std::string>& words, const Streams& streams = {}) {
    const Ended ended = run(words, streams);
    if (ended.status == 0) return ended;
    std::string line;
    for (const std::string& word : words)
        line += word + ' ';
    fmt::print(stderr, "exit status {}: {}\n", ended.status, line);
    std::exit(1);
}

inline void write_file(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (file == nullptr || std::fwrite(text.data(), 1, text.size(), file) != text.size() ||
        std::fclose(file) != 0) {
        fmt::print(stderr, "cannot write {}\n", path);
        std::exit(1);
    }
}

}  // namespace bench

#endif
