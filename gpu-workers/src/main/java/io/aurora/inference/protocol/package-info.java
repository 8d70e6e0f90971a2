/** What symbols and inference workers say to each other. */
package io.aurora.inference.protocol;
