#include "common/cli/line_editor.hpp"

#include <histedit.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace ptkt::line_editor {

namespace {

constexpr int kRemembered = 1000;
constexpr std::size_t kWidth = 78;

/// The words in columns, as many as fit.
void list_words(std::FILE* out, const std::vector<std::string>& words) {
    std::size_t widest = 0;
    for (const std::string& word : words)
        widest = std::max(widest, word.size() + 2);
    const std::size_t columns = std::max<std::size_t>(1, kWidth / widest);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i % columns == 0) std::fputs("\r\n", out);
        std::fprintf(out, "%-*s", static_cast<int>(widest), words[i].c_str());
    }
    std::fputs("\r\n", out);
}

}  // namespace

/// What the library's callbacks are given.
struct LineEditor::State {
    struct EndEditor {
        void operator()(EditLine* editor) const { ::el_end(editor); }
    };
    struct EndHistory {
        void operator()(History* history) const { ::history_end(history); }
    };

    std::unique_ptr<EditLine, EndEditor> editor;
    std::unique_ptr<History, EndHistory> history;
    Complete complete;
    std::string prompt;
    bool abandoned = false;

    static State& of(EditLine* editor) {
        void* data = nullptr;
        ::el_get(editor, EL_CLIENTDATA, &data);
        return *static_cast<State*>(data);
    }
    static char* show_prompt(EditLine* editor) { return of(editor).prompt.data(); }
    static unsigned char on_interrupt(EditLine* editor, int /*key*/) {
        of(editor).abandoned = true;
        return CC_NEWLINE;
    }
    static unsigned char on_complete(EditLine* editor, int /*key*/) {
        return of(editor).complete_word();
    }

    unsigned char complete_word() const {
        const LineInfo* line = ::el_line(editor.get());
        const std::string_view before(line->buffer,
                                      static_cast<std::size_t>(line->cursor - line->buffer));
        const Candidates found = complete(before);
        if (found.words.empty() || found.start > before.size()) return CC_ERROR;
        const std::string typed(before.substr(found.start));
        const std::string beginning = common_beginning(found.words);
        if (beginning.size() > typed.size() || found.words.size() == 1) {
            ::el_deletestr(editor.get(), static_cast<int>(typed.size()));
            ::el_insertstr(editor.get(), beginning.c_str());
            return CC_REFRESH;
        }
        list_words(stdout, found.words);
        return CC_REDISPLAY;
    }
};

std::string common_beginning(const std::vector<std::string>& words) {
    if (words.empty()) return {};
    std::string_view beginning = words.front();
    for (const std::string& word : words) {
        const auto [end, ignored] =
            std::mismatch(beginning.begin(), beginning.end(), word.begin(), word.end());
        beginning = beginning.substr(0, static_cast<std::size_t>(end - beginning.begin()));
    }
    return std::string(beginning);
}

LineEditor::LineEditor(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineEditor::LineEditor(LineEditor&&) noexcept = default;
LineEditor& LineEditor::operator=(LineEditor&&) noexcept = default;
LineEditor::~LineEditor() = default;

base::Result<LineEditor> LineEditor::open(const std::string& name, Complete complete) {
    auto state = std::make_unique<State>();
    state->complete = std::move(complete);
    state->history.reset(::history_init());
    state->editor.reset(::el_init(name.c_str(), stdin, stdout, stderr));
    if (!state->history || !state->editor)
        return base::fail(base::ErrorKind::Io, "lines cannot be edited on this terminal");
    HistEvent event{};
    ::history(state->history.get(), &event, H_SETSIZE, kRemembered);
    ::history(state->history.get(), &event, H_SETUNIQUE, 1);
    EditLine* editor = state->editor.get();
    ::el_set(editor, EL_CLIENTDATA, state.get());
    ::el_set(editor, EL_PROMPT, &State::show_prompt);
    ::el_set(editor, EL_EDITOR, "emacs");
    ::el_set(editor, EL_SIGNAL, 1);
    ::el_set(editor, EL_HIST, ::history, state->history.get());
    ::el_set(editor, EL_ADDFN, "abandon-line", "Forgets the line", &State::on_interrupt);
    ::el_set(editor, EL_ADDFN, "complete-word", "Completes the word", &State::on_complete);
    ::el_set(editor, EL_BIND, "^I", "complete-word", nullptr);
    ::el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    ::el_source(editor, nullptr);
    // Ctrl-C comes as a character while a line is edited, and as a signal while a command runs.
    ::el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
    ::el_set(editor, EL_BIND, "^C", "abandon-line", nullptr);
    return LineEditor(std::move(state));
}

Entered LineEditor::read(const std::string& prompt) {
    state_->prompt = prompt;
    state_->abandoned = false;
    int length = 0;
    // The library does it when the prompt is there already: who answers at once with Ctrl-C would
    // end the program.
    ::el_set(state_->editor.get(), EL_PREP_TERM, 1);
    const char* line = ::el_gets(state_->editor.get(), &length);
    if (state_->abandoned) {
        std::fputs("\n", stdout);
        std::fflush(stdout);
        return {Ending::Abandoned, {}};
    }
    if (line == nullptr || length <= 0) return {Ending::End, {}};
    std::string text(line, static_cast<std::size_t>(length));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return {Ending::Line, std::move(text)};
}

void LineEditor::remember(const std::string& line) {
    HistEvent event{};
    ::history(state_->history.get(), &event, H_ENTER, line.c_str());
}

}  // namespace ptkt::line_editor
