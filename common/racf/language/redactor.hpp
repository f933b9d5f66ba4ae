#ifndef PTKT_RACF_LANGUAGE_REDACTOR_HPP
#define PTKT_RACF_LANGUAGE_REDACTOR_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/text/source_text.hpp"

namespace ptkt::racf_command {

/// Makes the text of a command that may be shown: secrets hidden, comments left out.
class Redactor {
  public:
    explicit Redactor(std::string_view text) : text_(text) {}

    /// This stretch is a secret. Stretches come in their order.
    void hide(base::Span secret) { cuts_.push_back({secret, true}); }
    /// These stretches are comments.
    void drop(const std::vector<base::Span>& comments);
    /// The text up to the end of a stretch. When more follows, or the stretch itself is to be
    /// hidden, `********` stands for it.
    [[nodiscard]] std::string up_to(base::Span last, bool hide_last) const;

  private:
    struct Cut {
        base::Span span;
        bool secret;
    };

    std::string_view text_;
    std::vector<Cut> cuts_;
};

}  // namespace ptkt::racf_command

#endif
