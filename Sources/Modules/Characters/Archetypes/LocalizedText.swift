package import Core

/// A text of the product in each of its languages.
package struct LocalizedText: Sendable, Equatable {
    package let en: String
    package let ru: String

    package init(en: String, ru: String) {
        self.en = en
        self.ru = ru
    }

    package subscript(_ language: Language) -> String {
        switch language {
        case .english: en
        case .russian: ru
        }
    }
}
