#ifndef PTKT_TESTS_UNIT_RACF_REPLAY_REPLAY_SCENE_HPP
#define PTKT_TESTS_UNIT_RACF_REPLAY_REPLAY_SCENE_HPP

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "common/racf/replay/cache.hpp"
#include "common/racf/replay/mark.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

namespace ptkt::tests {

/// What a disk may do to a file: it is put back, or a bit of it turns over.
inline std::string content_of(const files::Path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void put_content(const files::Path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

inline void flip(const files::Path& path, std::size_t offset, unsigned bit) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(offset));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(static_cast<char>(byte ^ (1 << bit)));
}

inline const base::Instant kReplayNow = base::instant(1763805600);

/// A replay cache in a directory of its own, with a witness of its own.
struct ReplayScene {
    ReplayScene() {
        REQUIRE(replay::ReplayCache::create(path(), lock(), directory.path()).ok());
        reopen();
    }
    [[nodiscard]] files::Path path() const { return directory.path() / "replay.cache"; }
    [[nodiscard]] files::Path lock() const { return directory.path() / "replay.lock"; }
    void reopen() {
        cache.reset();
        cache = std::make_unique<replay::ReplayCache>(
            replay::ReplayCache::open(path(), lock(), directory.path()).value());
    }
    base::Result<std::vector<replay::UseAnswer>> answers(const std::string& ticket,
                                                         base::Instant made, base::Instant now,
                                                         const std::string& user = "USER0002",
                                                         const std::string& appl = "APPLI2I") {
        const replay::TicketUse one{user, appl, ticket, made, "test"};
        return cache->check_and_record({&one, 1}, now);
    }
    replay::UseOutcome use(const std::string& ticket, base::Instant made,
                           base::Instant now = kReplayNow, const std::string& user = "USER0002",
                           const std::string& appl = "APPLI2I") {
        return answers(ticket, made, now, user, appl).value().front().outcome;
    }

    [[nodiscard]] replay::ReplayMark mark() const {
        const auto held = files::FileLock::acquire(lock(), std::chrono::milliseconds(0)).value();
        return replay::ReplayMark::parse(held.note().value()).value();
    }
    /// As if the program had been killed after it changed the file and before it left its mark.
    void kill_within_a_change() {
        const auto file = replay::ReplayFile::open(path()).value();
        auto header = file.header().value();
        ++header.number;
        REQUIRE(file.write(header).ok());
        // The system's clock of changes ticks in milliseconds: the mark is of an earlier tick.
        while (files::stamp(path())->status_changed_ns == mark().changed_ns)
            REQUIRE(file.write(header).ok());
        reopen();
    }
    /// What the running system remembers is gone.
    void restart_system() {
        cache.reset();
        for (const auto& entry : std::filesystem::directory_iterator(directory.path()))
            if (entry.path().filename().string().starts_with("ptkt-witness-"))
                std::filesystem::remove(entry.path());
        reopen();
    }

    TemporaryDirectory directory;
    std::unique_ptr<replay::ReplayCache> cache;
};

}  // namespace ptkt::tests

#endif
