#include "common/files/spool/outbox.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "common/base/system_call.hpp"

namespace ptkt::spool {

namespace {

constexpr std::string_view kSettled = "settled";

base::Error failed(std::string_view doing, const std::string& path) {
    return base::fail(base::ErrorKind::Io, "cannot {} {}: {}", doing, path, std::strerror(errno));
}

bool is_there(const std::string& path, std::size_t size) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && static_cast<std::size_t>(facts.st_size) == size;
}

}  // namespace

std::string running_system() {
    const auto text = files::read_file("/proc/sys/kernel/random/boot_id", 100);
    return text ? text->substr(0, text->find('\n')) : "unknown";
}

base::Result<Outbox> Outbox::open(const files::Path& directory, std::string suffix,
                                  std::string system, Damaged damaged) {
    const auto read = [&](const char* name) {
        auto value = NumberFile::read(directory / name);
        const bool is_damaged = !value && value.error().kind == base::ErrorKind::Config;
        return is_damaged && damaged == Damaged::Ignore ? NumberFile::Value() : std::move(value);
    };
    const auto position = read("position");
    if (!position) return position.error();
    const auto settled = read("settled");
    if (!settled) return settled.error();
    auto position_file = NumberFile::open(directory / "position");
    if (!position_file) return std::move(position_file).error();
    auto settled_file = NumberFile::open(directory / "settled");
    if (!settled_file) return std::move(settled_file).error();
    Outbox outbox(directory, std::move(suffix), std::move(system), std::move(*position_file),
                  std::move(*settled_file));
    outbox.settled_ = settled->number;
    outbox.highest_ = std::max(position->number, settled->number);
    if (position->word == outbox.system_ && outbox.system_ != "unknown")
        outbox.staged_before_ = position->number;
    // What another run of the system staged is not known to be there.
    outbox.staged_ = std::max(outbox.staged_before_, outbox.settled_);
    return outbox;
}

base::Status Outbox::stage(const StoredMessage& record) const {
    const std::string path = temporary(record.number);
    const base::UniqueFd fd =
        base::open_fd(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, files::kPrivateFile);
    if (!fd) return failed("make", path);
    std::string_view left = record.content;
    while (!left.empty()) {
        const ssize_t done = ::write(fd.get(), left.data(), left.size());
        if (done < 0 && errno != EINTR) return failed("write", path);
        if (done > 0) left.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
}

base::Status Outbox::note_staged(std::uint64_t number) {
    staged_ = std::max(staged_, number);
    return position_file_.write(system_, staged_);
}

base::Status Outbox::move(std::uint64_t number) const {
    const std::string from = temporary(number);
    if (::rename(from.c_str(), finished(number).c_str()) != 0) return failed("move to new/", from);
    return {};
}

base::Result<bool> Outbox::restore(const StoredMessage& record) {
    const std::uint64_t number = record.number;
    if (number <= settled_) return false;
    if (number <= staged_before_) {
        // It was in tmp/ for good; it still is, or it has been in new/.
        if (!is_there(temporary(number), record.content.size())) return false;
        if (auto moved = move(number); !moved) return std::move(moved).error();
        return true;
    }
    if (is_there(finished(number), record.content.size())) return false;
    auto done = stage(record);
    if (done) done = note_staged(number);
    if (done) done = move(number);
    if (!done) return std::move(done).error();
    return true;
}

std::function<base::Status()> Outbox::settling() const {
    return [this, number = staged_]() -> base::Status {
        // The files and their names first: what `settled` says must be true on the disk.
        if (auto synced = settled_file_.sync_all(); !synced) return synced;
        if (auto written = settled_file_.write(kSettled, number); !written) return written;
        return settled_file_.sync();
    };
}

base::Status Outbox::settle() {
    if (auto done = settling()(); !done) return done;
    note_settled(staged_);
    return {};
}

std::string Outbox::temporary(std::uint64_t number) const {
    return path_of("/tmp/", number);
}

std::string Outbox::finished(std::uint64_t number) const {
    return path_of("/new/", number);
}

/// As many digits as the largest number has, so that names sort as numbers do.
std::string Outbox::path_of(std::string_view folder, std::uint64_t number) const {
    std::array<char, 20> digits{};
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number /= 10)
        *digit = static_cast<char>('0' + number % 10);
    std::string path;
    path.reserve(directory_.size() + folder.size() + digits.size() + 1 + suffix_.size());
    path.append(directory_).append(folder).append(digits.data(), digits.size());
    return path.append(1, '.').append(suffix_);
}

}  // namespace ptkt::spool
