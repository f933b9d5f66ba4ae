#include "tools/ptkt-gen/batch.hpp"

#include <thread>
#include <vector>

#include "common/cli/diagnostics.hpp"
#include "common/cli/progress.hpp"

namespace ptkt::gen {

namespace {

using cli::ExitStatus;

/// Lines that are answered together; with several threads each takes a part of them.
struct Chunk {
    std::size_t first_line = 1;
    std::vector<std::string> lines;
    std::vector<std::size_t> too_long;  ///< indices of lines that are not kept
    std::vector<Answer> answers;
};

// Enough lines to keep a thread busy for some milliseconds, few enough to keep memory small.
constexpr std::size_t kLinesAThread = 4096;

void answer_part(Maker& maker, const Options& options, Chunk& chunk, std::size_t begin,
                 std::size_t end, base::Instant now) {
    maker.keep_up(now);
    for (std::size_t i = begin; i < end; ++i)
        chunk.answers[i] = answer_line(maker, options, chunk.lines[i], now);
}

class Batch {
  public:
    Batch(cli::Io& io, const Options& options, cli::Input input, std::vector<Maker> makers)
        : io_(io), options_(options), input_(std::move(input)), makers_(std::move(makers)) {}

    ExitStatus run() {
        // The counters can be asked for from here on: the first line may be long in coming.
        if (auto begun = input_.begin_text(); !begun) return cli::report(io_, begun.error());
        for (;;) {
            auto chunk = read();
            if (!chunk) return cli::report(io_, chunk.error());
            if (chunk->lines.empty()) break;
            answer(*chunk);
            for (const std::size_t i : chunk->too_long)
                chunk->answers[i] = refused_line(
                    options_, base::fail(base::ErrorKind::Malformed,
                                         "the line is longer than {} bytes", cli::Input::kMaxLine));
            if (auto written = write(*chunk); !written) return cli::report(io_, written.error());
        }
        return status_;
    }

  private:
    /// The lines that can be had now: a whole chunk from a file, what has come from a pipe. Only
    /// the first line is waited for, so an interactive peer gets its answer at once.
    base::Result<Chunk> read() {
        Chunk chunk;
        chunk.first_line = input_.line_number() + 1;
        const std::size_t most = options_.line_buffered ? 1 : kLinesAThread * makers_.size();
        while (chunk.lines.size() < most && (chunk.lines.empty() || input_.line_is_buffered())) {
            auto line = input_.line();
            if (!line && line.error().kind == base::ErrorKind::Malformed) {
                chunk.too_long.push_back(chunk.lines.size());
                chunk.lines.emplace_back();
                continue;
            }
            if (!line) return std::move(line).error();
            if (!*line) break;
            chunk.lines.emplace_back(**line);
        }
        return chunk;
    }

    void answer(Chunk& chunk) {
        const base::Instant now = io_.now();
        const std::size_t count = chunk.lines.size();
        chunk.answers.resize(count);
        if (makers_.size() == 1 || count < kLinesAThread) {
            answer_part(makers_.front(), options_, chunk, 0, count, now);
            return;
        }
        std::vector<std::jthread> threads;
        const std::size_t part = (count + makers_.size() - 1) / makers_.size();
        for (std::size_t i = 0; i < makers_.size(); ++i) {
            const std::size_t begin = std::min(i * part, count);
            const std::size_t end = std::min(begin + part, count);
            threads.emplace_back([this, &chunk, i, begin, end, now] {
                answer_part(makers_[i], options_, chunk, begin, end, now);
            });
        }
    }

    base::Status write(const Chunk& chunk) {
        std::uint64_t refused = 0;
        for (std::size_t i = 0; i < chunk.answers.size(); ++i) {
            const Answer& answer = chunk.answers[i];
            if (auto written = io_.out.append(answer.text); !written) return written;
            if (!answer.error) continue;
            status_ = ExitStatus::Malformed;
            ++refused;
            base::Error error = *answer.error;
            cli::report(io_, std::move(error).within(
                                 fmt::format("{}:{}", input_.name(), chunk.first_line + i)));
        }
        progress_.add(chunk.answers.size(), refused);
        // What is waiting in a pipe is answered before more is waited for.
        return options_.line_buffered || !input_.line_is_buffered() ? io_.out.flush()
                                                                    : base::Status();
    }

    cli::Io& io_;
    const Options& options_;
    cli::Input input_;
    std::vector<Maker> makers_;
    cli::Progress progress_{io_, "line"};
    ExitStatus status_ = ExitStatus::Done;
};

/// A maker for each thread.
base::Result<std::vector<Maker>> open_makers(cli::Io& io, const Options& options) {
    std::vector<Maker> makers;
    auto maker = Maker::open(io, options);
    if (!maker) return std::move(maker).error();
    makers.push_back(std::move(*maker));
    const auto wanted = options.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency())
                                          : static_cast<unsigned>(options.jobs);
    while (makers.size() < wanted) {
        auto another = makers.front().another();
        if (!another) return std::move(another).error();
        makers.push_back(std::move(*another));
    }
    return makers;
}

}  // namespace

ExitStatus batch(cli::Io& io, const Options& options) {
    auto makers = open_makers(io, options);
    if (!makers) return cli::report(io, makers.error());
    auto input = cli::open_input(io, options.file.value_or("-"));
    if (!input) return cli::report(io, input.error());
    return Batch(io, options, std::move(*input), std::move(*makers)).run();
}

}  // namespace ptkt::gen
