#ifndef PTKT_BASE_RESULT_HPP
#define PTKT_BASE_RESULT_HPP

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "common/base/error.hpp"

namespace ptkt::base {

/// A value of type T, or the Error that kept us from it (g++ 12 has no std::expected).
/// Asking for the side that is not there is a bug and throws std::bad_variant_access.
template <typename T, typename E = Error>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] const E& error() const& { return std::get<1>(state_); }
    [[nodiscard]] E&& error() && { return std::get<1>(std::move(state_)); }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

  private:
    std::variant<T, E> state_;
};

/// Success without a value, or an Error.
template <typename E>
class [[nodiscard]] Result<void, E> {
  public:
    Result() = default;
    Result(E error) : error_(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const E& error() const& { return error_.value(); }
    [[nodiscard]] E&& error() && { return std::move(error_).value(); }

  private:
    std::optional<E> error_;
};

using Status = Result<void>;

/// Makes an Error with a formatted `what`.
template <typename... Args>
[[nodiscard]] Error fail(ErrorKind kind, fmt::format_string<Args...> text, Args&&... args) {
    return Error{kind, fmt::format(text, std::forward<Args>(args)...), {}};
}

/// The same error with a hint: what the reader can do about it.
[[nodiscard]] inline Error with_hint(Error error, std::string hint) {
    error.hint = std::move(hint);
    return error;
}

}  // namespace ptkt::base

#endif
