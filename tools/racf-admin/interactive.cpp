#include "tools/racf-admin/interactive.hpp"

#include "common/base/secret.hpp"
#include "common/base/text/ascii.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/language/table.hpp"
#include "tools/racf-admin/command_loop.hpp"
#include "tools/racf-admin/completion.hpp"
#include "tools/racf-admin/history.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using line_editor::Ending;

constexpr const char* kPrompt = "READY> ";
constexpr const char* kContinuationPrompt = "     > ";

class Terminal {
  public:
    Terminal(cli::Io& io, const Options& options, store::Store& store)
        : io_(io), options_(options), store_(store), loop_(io, options, store), history_(io) {}

    ExitStatus run() {
        auto editor = line_editor::LineEditor::open(
            io_.tool, [this](std::string_view line) { return candidates(store_, text_, line); });
        if (!editor) return cli::report(io_, editor.error());
        for (const std::string& command : history_.load())
            editor->remember(command);
        while (!over_) {
            auto entered = editor->read(text_.empty() ? kPrompt : kContinuationPrompt);
            if (entered.ending == Ending::End) break;
            if (entered.ending == Ending::Abandoned) {
                forget();
                continue;
            }
            const base::WipeGuard guard(entered.text);
            base::append_wiping(text_, entered.text);
            base::append_wiping(text_, "\n");
            if (!racf_command::is_continued(entered.text)) carry_out(*editor);
        }
        return io_.out.append(over_ ? "" : "\n") ? ExitStatus::Done : ExitStatus::Io;
    }

  private:
    void carry_out(line_editor::LineEditor& editor) {
        remember(editor);
        const auto words = base::split_words(base::trim(text_));
        const std::string first = words.empty() ? std::string() : base::to_upper(words.front());
        const bool leaves = first == kEnd || first == kLogoff || first == kExit || first == kQuit;
        const Verb* verb = words.empty() ? nullptr : find_verb(words.front());
        if (words.size() == 1 && leaves) {
            over_ = true;
        } else if (first == kHelp) {
            help({words.begin() + 1, words.end()});
        } else if (verb != nullptr) {
            run_verb(*verb, {words.begin() + 1, words.end()});
        } else {
            // What a command comes to has been said; the session goes on until output is gone.
            static_cast<void>(loop_.run(base::SourceText("<terminal>", text_)));
        }
        if (io_.out.failure()) over_ = true;
        forget();
    }

    /// The lines may have held a secret.
    void forget() {
        base::wipe(text_.data(), text_.size());
        text_.clear();
    }

    /// A word of our own, on the store of the session and in the form that it prints.
    void run_verb(const Verb& verb, std::vector<std::string> args) {
        if (options_.dry_run && args != std::vector<std::string>{"--help"})
            return static_cast<void>(cli::report_usage(
                io_, fmt::format("--dry-run is for RACF commands, not for {}", verb.word)));
        const auto give = [&](const char* option, const std::optional<std::string>& value) {
            if (value) args.insert(args.begin(), {option, *value});
        };
        give("--store", options_.common.store);
        give("--master-key", options_.common.master_key);
        give("--config", options_.common.config);
        if (options_.common.json) args.insert(args.begin(), "--json");
        if (options_.strict_keys && verb.word == "key") args.insert(args.begin(), "--strict-keys");
        const bool quiet = io_.quiet;
        const bool json = io_.json;
        const std::string page = io_.page;
        if (quiet) args.insert(args.begin(), "--quiet");
        io_.args = std::move(args);
        static_cast<void>(verb.run(io_));
        io_.quiet = quiet;
        io_.json = json;
        io_.page = page;
        static_cast<void>(io_.out.flush());
    }

    void help(const std::vector<std::string>& words) {
        if (const Verb* verb = words.size() == 1 ? find_verb(words.front()) : nullptr)
            return run_verb(*verb, {"--help"});
        const auto text = racf_command::help(words);
        if (!text) {
            cli::report(io_, text.error());
        } else if (io_.out.append(*text)) {
            static_cast<void>(io_.out.flush());
        }
    }

    void remember(line_editor::LineEditor& editor) const {
        for (const auto& command : racf_command::split_commands(text_)) {
            if (!racf_command::may_be_kept(command)) continue;
            const std::string text(command.text());
            editor.remember(text);
            history_.add(text);
        }
    }

    cli::Io& io_;
    const Options& options_;
    store::Store& store_;
    CommandLoop loop_;
    History history_;
    std::string text_;  ///< the lines of the command that is being written
    bool over_ = false;
};

}  // namespace

ExitStatus run_interactive(cli::Io& io, const Options& options, store::Store& store) {
    cli::note(io, fmt::format("commands on the store in {}; HELP describes them, END leaves",
                              store.layout().root().string()));
    return Terminal(io, options, store).run();
}

}  // namespace ptkt::admin
