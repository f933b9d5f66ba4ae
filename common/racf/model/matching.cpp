#include "common/racf/model/matching.hpp"

namespace ptkt::racf {

namespace {

/// How general the pattern is at `at`: the higher, the later it is searched.
int generality(std::string_view pattern, std::size_t at) {
    if (at >= pattern.size()) return 0;
    if (pattern[at] == '%') return 2;
    if (pattern[at] != '*') return 1;
    return pattern.substr(at).starts_with("**") ? 4 : 3;
}

/// Patterns are at most 246 characters and have few asterisks, so plain recursion is enough; a
/// limit on the steps keeps a hostile pattern from costing more than it should.
class Matcher {
  public:
    /// `ends_open`: an asterisk at the very end also covers further qualifiers.
    explicit Matcher(bool ends_open) : ends_open_(ends_open) {}

    bool matches(std::string_view pattern, std::string_view name) {
        if (++steps_ > kMostSteps) return false;
        while (!pattern.empty()) {
            if (pattern.front() == '*') return asterisk(pattern, name);
            if (name.empty()) return false;
            const bool same =
                pattern.front() == '%' ? name.front() != '.' : pattern.front() == name.front();
            if (!same) return false;
            pattern.remove_prefix(1);
            name.remove_prefix(1);
            // `.**` at the end also covers the name without any further qualifier.
            if (name.empty() && pattern == ".**") return true;
        }
        return name.empty();
    }

  private:
    static constexpr int kMostSteps = 100'000;

    bool asterisk(std::string_view pattern, std::string_view name) {
        if (pattern.starts_with("**")) return any_qualifiers(pattern.substr(2), name);
        const std::string_view rest = pattern.substr(1);
        if (rest.empty() && ends_open_) return true;
        for (std::size_t i = 0;; ++i) {
            if (matches(rest, name.substr(i))) return true;
            if (i == name.size() || name[i] == '.') return false;
        }
    }

    bool any_qualifiers(std::string_view rest, std::string_view name) {
        if (rest.empty()) return true;
        if (rest.front() == '.' && matches(rest.substr(1), name)) return true;  // no qualifier
        for (std::size_t i = 0; i <= name.size(); ++i)
            if (matches(rest, name.substr(i))) return true;
        return false;
    }

    bool ends_open_;
    int steps_ = 0;
};

}  // namespace

bool has_generic_characters(std::string_view name) {
    return name.find_first_of("*%&") != std::string_view::npos;
}

bool generic_matches(std::string_view pattern, std::string_view name) {
    return Matcher(true).matches(pattern, name);
}

bool filter_matches(std::string_view filter, std::string_view name) {
    return Matcher(false).matches(filter, name);
}

bool more_specific(std::string_view a, std::string_view b) {
    for (std::size_t i = 0; i < a.size() || i < b.size(); ++i) {
        const int in_a = generality(a, i);
        const int in_b = generality(b, i);
        // Where one ends, the other goes on: the longer has said more.
        if (in_a == 0 || in_b == 0) return in_b == 0;
        if (in_a != in_b) return in_a < in_b;
        if (a[i] != b[i]) return a[i] < b[i];  // both literal: any fixed order will do
    }
    return false;
}

}  // namespace ptkt::racf
