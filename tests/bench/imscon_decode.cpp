// How much of a capture `imscon-recv decode` reads a second: messages without tickets and their
// acknowledgments, on 64 connections. The floor walks over the packets and looks at nothing. Both
// are told in the processor's time of one core.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include "tests/bench/ratio.hpp"
#include "tests/support/imscon_installation.hpp"

namespace {

using namespace ptkt;
using tests::ImsconInstallation;

constexpr std::uint16_t kPort = 9999;
constexpr std::uint16_t kFirstClient = 40'000;
constexpr std::size_t kConnections = 64;
constexpr std::size_t kSegment = 1'448;
constexpr std::size_t kCapture = 100'000'000;
constexpr int kRounds = 5;

/// A capture of Ethernet that is written packet by packet.
class CaptureFile {
  public:
    explicit CaptureFile(const std::string& path) : out_(path, std::ios::binary) {
        for (const std::uint32_t word : {0xA1B2C3D4U, 0x00020004U, 0U, 0U, 262'144U, 1U})
            number(word, 4);
    }
    /// Data from one port to another, in segments; `sent` is what its end has sent before.
    void data(std::uint16_t from, std::uint16_t to, std::uint32_t& sent, std::uint32_t acknowledged,
              base::ByteView bytes) {
        for (std::size_t at = 0; at < bytes.size(); at += kSegment) {
            const auto piece = bytes.subspan(at, std::min(kSegment, bytes.size() - at));
            packet(from, to, sent, acknowledged, piece);
            sent += static_cast<std::uint32_t>(piece.size());
        }
    }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    void packet(std::uint16_t from, std::uint16_t to, std::uint32_t sequence,
                std::uint32_t acknowledged, base::ByteView data) {
        constexpr std::uint32_t kHeaders = 14 + 20 + 20;
        const auto length = static_cast<std::uint32_t>(kHeaders + data.size());
        for (const std::uint32_t word : {1'700'000'000U, ++count_ % 1'000'000U, length, length})
            number(word, 4);
        for (const std::uint32_t zero : {0U, 0U, 0U})  // the addresses of Ethernet
            number(zero, 4);
        number(0x0800, 2);
        number(0x4500, 2);
        number(length - 14, 2);
        for (const std::uint32_t word : {0x00004000U, 0x40060000U, address(from), address(to)})
            number(word, 4);
        number(from, 2);
        number(to, 2);
        number(sequence, 4);
        number(acknowledged, 4);
        number(0x5018, 2);
        number(0xFFFF, 2);
        number(0, 4);
        out_.write(reinterpret_cast<const char*>(data.data()),
                   static_cast<std::streamsize>(data.size()));
        size_ += data.size();
    }
    static std::uint32_t address(std::uint16_t port) {
        return port == kPort ? 0x0A000001U : 0x0A000002U;
    }
    void number(std::uint32_t value, int bytes) {
        for (int i = bytes - 1; i >= 0; --i)
            out_.put(static_cast<char>(value >> (8 * i)));
        size_ += static_cast<std::size_t>(bytes);
    }

    std::ofstream out_;
    std::size_t size_ = 0;
    std::uint32_t count_ = 0;
};

std::string write_capture(const tests::TemporaryDirectory& directory, std::size_t bytes) {
    const std::string path = (directory.path() / fmt::format("{}.pcap", bytes)).string();
    CaptureFile file(path);
    const base::Bytes message = ImsconInstallation::message(bytes);
    const base::Bytes answer = ImsconInstallation::acknowledgment();
    std::array<std::pair<std::uint32_t, std::uint32_t>, kConnections> sent{};
    while (file.size() < kCapture) {
        for (std::size_t i = 0; i < kConnections; ++i) {
            const auto client = static_cast<std::uint16_t>(kFirstClient + i);
            file.data(client, kPort, sent[i].first, sent[i].second, message);
            file.data(kPort, client, sent[i].second, sent[i].first, answer);
        }
    }
    return path;
}

double used_by(int whom) {
    rusage usage{};
    ::getrusage(whom, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Reads the file and goes from packet to packet.
double walk(const std::string& path) {
    constexpr std::size_t kPiece = std::size_t{1} << 18U;
    constexpr std::size_t kLength = 8;  // where it stands in a packet's header
    constexpr std::size_t kHeader = 16;
    const double before = used_by(RUSAGE_SELF);
    const base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    base::Bytes buffer(2 * kPiece);
    std::size_t has = 0;
    std::size_t at = 24;
    for (;;) {
        const auto got = ::read(fd.get(), buffer.data() + has, kPiece);
        if (got <= 0) break;
        has += static_cast<std::size_t>(got);
        while (at + kHeader <= has)
            at +=
                kHeader + (std::size_t{buffer[at + kLength + 2]} << 8U | buffer[at + kLength + 3]);
        // The header that goes on in the next piece stays.
        const std::size_t kept = at < has ? has - at : 0;
        std::copy_n(buffer.begin() + static_cast<std::ptrdiff_t>(has - kept), kept, buffer.begin());
        at -= has - kept;
        has = kept;
    }
    return used_by(RUSAGE_SELF) - before;
}

double decode(const std::string& path, const std::vector<std::string>& more) {
    std::vector<std::string> words{std::string(PTKT_BENCH_TOOLS) + "/imscon-recv", "decode", path};
    words.insert(words.end(), more.begin(), more.end());
    const double before = used_by(RUSAGE_CHILDREN);
    if (tests::run_program(words).status != 0) throw std::runtime_error("imscon-recv decode");
    return used_by(RUSAGE_CHILDREN) - before;
}

void measure(const tests::TemporaryDirectory& directory, std::size_t bytes) {
    constexpr double kMegabyte = 1e6;
    constexpr double kLeast = 500;
    const std::string path = write_capture(directory, bytes);
    const auto megabytes = static_cast<double>(std::filesystem::file_size(path)) / kMegabyte;
    for (const std::string option : {"--summary", "--refusals"}) {
        std::vector<double> floors;
        std::vector<double> times;
        for (int i = 0; i < kRounds; ++i) {
            floors.push_back(walk(path));
            times.push_back(decode(path, {option}));
        }
        const double floor = megabytes / bench::median(floors);
        const double ours = megabytes / bench::median(times);
        bench::line(fmt::format("messages of {} bytes, {}", bytes, option),
                    fmt::format("{:.0f} MB/s", floor), fmt::format("{:.0f} MB/s", ours),
                    ours / floor, ">= 500 MB/s", ours >= kLeast);
    }
}

}  // namespace

int main() {
    const tests::TemporaryDirectory directory;
    bench::heading("packets alone", "decode");
    for (const std::size_t bytes : {200, 1'000, 4'000})
        measure(directory, bytes);
}
