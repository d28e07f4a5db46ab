/// The pages in a real browser.
@NullMarked
package doorbuster.web;

import org.jspecify.annotations.NullMarked;
