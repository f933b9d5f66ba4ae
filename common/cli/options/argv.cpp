#include "common/cli/options/argv.hpp"

#include "common/base/text/ascii.hpp"

namespace ptkt::cli {

namespace {

using base::Status;

base::Error missing_word(const OptionSpec& spec) {
    return fail(base::ErrorKind::Usage, "option '--{}' needs a value: {}", spec.name,
                spec.is_flag() ? "true or false" : spec.value_name);
}

/// Goes through the arguments once, from the first to the last.
class Splitter {
  public:
    Splitter(const OptionTable& table, const std::vector<std::string>& args)
        : table_(table), args_(args) {}

    base::Result<Arguments> run() {
        for (; at_ < args_.size() && args_[at_] != "--"; ++at_) {
            const std::string_view arg = args_[at_];
            if (!looks_like_option(arg)) {
                if (table_.takes_words()) break;
                out_.operands.emplace_back(arg);
                continue;
            }
            auto taken = arg.starts_with("--") ? name(arg.substr(2)) : letters(arg.substr(1));
            if (!taken) return std::move(taken).error();
        }
        if (at_ < args_.size() && args_[at_] == "--") ++at_;
        for (; at_ < args_.size(); ++at_)
            out_.operands.push_back(args_[at_]);
        return std::move(out_);
    }

    /// Whether the last argument is an option whose word would be the next one.
    [[nodiscard]] bool lacks_argument() const { return lacks_argument_; }

  private:
    /// `name`, `name=WORD`.
    Status name(std::string_view text) {
        const std::size_t equals = text.find('=');
        const OptionSpec* spec = table_.find(text.substr(0, equals));
        if (spec == nullptr) return unknown("--", text);
        if (equals == std::string_view::npos) return alone(*spec);
        const std::string_view word = text.substr(equals + 1);
        return word.empty() ? missing_word(*spec) : take(*spec, word);
    }

    /// `vn`, `nWORD`: flags, and an option with its word after them.
    Status letters(std::string_view text) {
        for (; !text.empty(); text.remove_prefix(1)) {
            const OptionSpec* spec = table_.find(text.front());
            if (spec == nullptr) return unknown("-", text);
            if (!spec->is_flag() && text.size() > 1) return take(*spec, text.substr(1));
            if (auto taken = alone(*spec); !taken) return taken;
        }
        return {};
    }

    /// An option whose word, if it has one, is the next argument, whatever that looks like.
    Status alone(const OptionSpec& spec) {
        if (spec.is_flag()) return take(spec, "true");
        if (++at_ < args_.size()) return take(spec, args_[at_]);
        lacks_argument_ = true;
        return missing_word(spec);
    }

    Status take(const OptionSpec& spec, std::string_view word) {
        out_.options[spec.name].emplace_back(word);
        return {};
    }

    Status unknown(std::string_view dashes, std::string_view text) {
        out_.unknown.push_back(std::string(dashes).append(text));
        return {};
    }

    const OptionTable& table_;
    const std::vector<std::string>& args_;
    std::size_t at_ = 0;
    bool lacks_argument_ = false;
    Arguments out_;
};

}  // namespace

bool looks_like_option(std::string_view arg) {
    return arg.size() > 1 && arg[0] == '-';
}

bool waits_for_word(const OptionTable& table, const std::string& arg) {
    const std::vector<std::string> alone{arg};
    Splitter splitter(table, alone);
    static_cast<void>(splitter.run());
    return splitter.lacks_argument();
}

base::Result<Arguments> split_arguments(const OptionTable& table,
                                        const std::vector<std::string>& args) {
    return Splitter(table, args).run();
}

}  // namespace ptkt::cli
