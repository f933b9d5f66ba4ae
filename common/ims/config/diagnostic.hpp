#ifndef PTKT_IMS_CONFIG_DIAGNOSTIC_HPP
#define PTKT_IMS_CONFIG_DIAGNOSTIC_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text/source_text.hpp"

namespace ptkt::ims_config {

/// One thing to say about a member: where, what, and what to do. The message is one lower-case
/// line without a full stop; `hint` and `id` may be empty. `id` is IMS Connect's own message number
/// for the same finding, where IBM's topics name one.
struct Diagnostic {
    enum class Severity { Error, Warning, Info };
    Severity severity = Severity::Error;
    base::Span where;
    std::string message;
    std::string hint;
    std::string id;
    std::size_t place = where.offset;  ///< in the order of the text
    bool unread = false;               ///< text of the member does not count: nobody wants it quiet
};

/// `error`, `warning`, `info`.
[[nodiscard]] std::string_view to_string(Diagnostic::Severity severity);

/// Collects what the steps find. It keeps the first `kMost` and then says that there is more, so
/// that a file that is not a member at all cannot bury its reader.
class Diagnostics {
  public:
    static constexpr std::size_t kMost = 200;

    void error(base::Span where, std::string message, std::string hint = {});
    /// An error that is reported before all that begin after `place`: it is their cause.
    void error_first(std::size_t place, base::Span where, std::string message,
                     std::string hint = {});
    void warning(base::Span where, std::string message, std::string hint = {}, std::string id = {});
    /// A warning that text is not read.
    void unread(base::Span where, std::string message, std::string hint);
    void info(base::Span where, std::string message);

    [[nodiscard]] bool any_error() const { return errors_ > 0; }
    /// Whether an error begins inside the stretch. Rules that compare statements use it: what they
    /// would say about a statement that could not be read would mislead.
    [[nodiscard]] bool error_within(base::Span stretch) const;

    /// Everything collected, in the order of the text.
    [[nodiscard]] std::vector<Diagnostic> in_text_order() &&;

  private:
    void add(Diagnostic diagnostic);

    std::vector<Diagnostic> found_;
    std::size_t errors_ = 0;
};

}  // namespace ptkt::ims_config

#endif
